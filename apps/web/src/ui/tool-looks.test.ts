import { expect, test } from "@jest/globals";
import { TOOL_KEYS, TOOL_LOOKS } from "@lyceum/shared/keys";
import { toolLook } from "./tool-looks";

test.each(TOOL_KEYS)("%s has the icon and hue of the shared table", (key) => {
  const { icon, hue } = toolLook(key);
  expect(icon.displayName).toBe(TOOL_LOOKS[key].icon.replace(/^Icon/, ""));
  expect(hue).toBe(TOOL_LOOKS[key].hue);
});
