// What the page of pasted markup notes of ways between views.

window.ways = [];
const note = (what) => {
  const main = document.querySelector('[dj-root].djust-navigating main');
  window.ways.push([what, main ? getComputedStyle(main).pointerEvents : null]);
};
const showSkeleton = () => note('start');
const hideSkeleton = () => note('end');

document.addEventListener('djust:navigate-start', () => showSkeleton());
document.addEventListener('djust:navigate-end', () => hideSkeleton());
