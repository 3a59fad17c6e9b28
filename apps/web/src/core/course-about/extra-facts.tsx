import { Stack } from "@mantine/core";
import { Fact } from "../../ui/fact";
import { useOwnWords } from "../profile-fields/value-field";
import { ValueText } from "../profile-fields/value-text";
import type { CourseAboutPageQuery } from "./course-about.generated";

/** What the fields of this campus say of the course; those that say nothing are left out. */
export function ExtraFacts({ values }: { values: CourseAboutPageQuery["courseAbout"]["values"] }) {
  const words = useOwnWords();
  const filled = values.filter(({ value }) => value !== "");
  if (filled.length === 0) return null;
  return (
    <Stack component="dl" gap="xs" m={0}>
      {filled.map(({ field, value }) => (
        <Fact key={field.id} label={<bdi>{words(field.labels)}</bdi>}>
          <ValueText field={field} value={value} />
        </Fact>
      ))}
    </Stack>
  );
}
