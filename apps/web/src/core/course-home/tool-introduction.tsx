import { useCoursePlace } from "../../kernel/course-place";
import type { IntroductionBlock_introductionFragment } from "./course-home.generated";
import { IntroductionBlock } from "./introduction-block";

interface ToolIntroductionProps {
  tool: string;
  introductions: readonly (IntroductionBlock_introductionFragment & { tool: string })[];
  refresh: () => Promise<unknown>;
}

/** The text above a tool's page, which staff write in place. */
export function ToolIntroduction({ tool, introductions, refresh }: ToolIntroductionProps) {
  const place = useCoursePlace();
  const introduction = introductions.find((found) => found.tool === tool) ?? null;
  if (!introduction && !place.can.editHome) return null;
  return <IntroductionBlock key={tool} introduction={introduction} tool={tool} editing={place.can.editHome} refresh={refresh} />;
}
