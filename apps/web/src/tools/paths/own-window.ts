const NAME = "lyceum-package";
const FEATURES = "popup,width=1100,height=800";

/** Opens a package's player in a window of its own; false when the browser blocked it. */
export function openOwnWindow(address: string): boolean {
  return window.open(address, NAME, FEATURES) !== null;
}

/** Closes this window if it was opened for a package. */
export function closeOwnWindow(): boolean {
  if (window.name !== NAME || !window.opener) return false;
  window.close();
  return true;
}
