// Classes of the body that say whether the page is live.

import * as native from "../native";
import type { Feature } from "../feature";

export const feature: Feature = ({ document }) => {
  const show = (connected: boolean, disconnected: boolean): void => {
    const { classList } = native.body(document);
    classList.toggle("dj-connected", connected);
    classList.toggle("dj-disconnected", disconnected);
  };
  return {
    connect: () => show(true, false),
    disconnect: (why) => show(false, why === "lost"),
  };
};
