// What the page shows of its connection: classes of the body, and while it is lost the attempt's number and a banner.

import * as native from "../native";
import type { Feature } from "../feature";

const ATTEMPT = "dj-reconnect-attempt";
const BANNER = "dj-reconnecting-banner";

export const feature: Feature = ({ document, announce }) => {
  let attempt = 0;
  let wasConnected = false;
  const show = (connected: boolean, disconnected: boolean): void => {
    const body = native.body(document);
    native.classList(body).toggle("dj-connected", connected);
    native.classList(body).toggle("dj-disconnected", disconnected);
    if (attempt > 0) native.setAttribute(body, `data-${ATTEMPT}`, String(attempt));
    else native.removeAttribute(body, `data-${ATTEMPT}`);
    // An empty value takes the property away.
    body.style.setProperty(`--${ATTEMPT}`, attempt > 0 ? String(attempt) : "");
    // A short break is not worth it, nor is a page that has one of its own.
    const banner = native.getElementById(document, BANNER);
    if (attempt < 2) banner?.remove();
    else if (!banner && !native.querySelector(body, `[${BANNER}]`)) body.append(bannerOf(document));
  };
  return {
    connect() {
      const again = attempt > 0 && wasConnected;
      attempt = 0;
      wasConnected = true;
      show(true, false);
      if (again) announce("djust:ws-reconnected", null);
    },
    disconnect(why) {
      attempt = why === "lost" ? attempt + 1 : 0;
      show(false, why === "lost");
    },
  };
};

function bannerOf(document: Document): HTMLElement {
  const banner = native.createElement(document, "div");
  banner.id = BANNER;
  native.setAttribute(banner, "role", "status");
  banner.append("Reconnecting\u2026");
  return banner;
}
