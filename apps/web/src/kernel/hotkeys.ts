import { type HotkeyItem, useHotkeys } from "@mantine/hooks";

export { useHotkeys, type HotkeyItem };

const isApple = /mac|iphone|ipad/i.test(globalThis.navigator?.userAgent ?? "");

/** How to write a shortcut for the person's keyboard: `mod+K` is ⌘K on Apple machines and Ctrl+K elsewhere. */
export function shortcutText(keys: string): string {
  return keys
    .split("+")
    .map((key) => (key === "mod" ? (isApple ? "⌘" : "Ctrl") : key))
    .join(isApple ? "" : "+");
}
