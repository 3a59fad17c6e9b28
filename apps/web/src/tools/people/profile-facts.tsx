import { Anchor, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useCoursePlace } from "../../kernel/course-place";
import { languages } from "../../kernel/i18n";
import { useOwnWords } from "../../core/profile-fields/value-field";
import { ValueText } from "../../core/profile-fields/value-text";
import { Fact } from "../../ui/fact";
import type { PersonCardFragment } from "./people.generated";

/** What the person shows of their profile to whoever looks. */
export function ProfileFacts({ card }: { card: PersonCardFragment }) {
  const { t } = useTranslation("people");
  const words = useOwnWords();
  const place = useCoursePlace();
  return (
    <Stack component="dl" gap="xs" m={0}>
      {!place.isStaff && card.email && (
        <Fact label={t("card.email")}>
          <Anchor href={`mailto:${card.email}`}>{card.email}</Anchor>
        </Fact>
      )}
      {!place.isStaff && card.officialCode && <Fact label={t("card.officialCode")}>{card.officialCode}</Fact>}
      {card.phone && (
        <Fact label={t("card.phone")}>
          <Anchor href={`tel:${card.phone}`} dir="ltr">
            {card.phone}
          </Anchor>
        </Fact>
      )}
      <Fact label={t("card.language")}>{languages.find(({ code }) => code === card.language)?.name ?? card.language}</Fact>
      <Fact label={t("card.timeZone")}>
        <bdi>{card.timeZone}</bdi>
      </Fact>
      {card.values.map((row) => (
        <Fact key={row.field.id} label={words(row.field.labels)}>
          <ValueText field={row.field} value={row.value} />
        </Fact>
      ))}
    </Stack>
  );
}
