import { isToolKey, TOOL_KEYS } from "@lyceum/shared/keys";
import { allTools } from "../../kernel/manifest";

/** Keys of the tools that this campus has, in the order of a new course. */
export const campusTools = (): string[] => {
  const known = new Set(
    allTools()
      .map((manifest) => manifest.key)
      .filter(isToolKey),
  );
  return TOOL_KEYS.filter((key) => known.has(key));
};
