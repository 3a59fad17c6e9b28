import { useQuery } from "@apollo/client/react";
import { Fieldset, MultiSelect, Stack, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCoursePlace } from "../../kernel/course-place";
import { AudienceChoicesDocument, type ItemDrawer_detailsFragment } from "./item-details.generated";

/** Whom an item is for; nobody chosen = everyone. */
export interface Audience {
  groupIds: string[];
  userIds: string[];
}

/** Who is chosen now. */
export const audienceOf = (details: ItemDrawer_detailsFragment): Audience => ({
  groupIds: details.audienceGroups.map(({ id }) => id),
  userIds: details.audiencePeople.map(({ id }) => id),
});

/** The audience as the API takes it: null = everyone. */
export const audienceInput = (audience: Audience): Audience | null =>
  audience.groupIds.length + audience.userIds.length > 0 ? audience : null;

interface Option {
  value: string;
  label: string;
}

/** Options with those that were chosen before, which a search may not find. */
function joined(...lists: Option[][]): Option[] {
  return [...new Map(lists.flat().map((option) => [option.value, option])).values()];
}

interface AudienceFieldProps {
  details: ItemDrawer_detailsFragment;
  audience: Audience;
  onChange: (audience: Audience) => void;
}

/** Groups and people of the course that an item is for. */
export function AudienceField({ details, audience, onChange }: AudienceFieldProps) {
  const { t } = useTranslation("courses");
  const { courseId, sessionId } = useCoursePlace();
  const [words, setWords] = useState("");
  const [text] = useDebouncedValue(words, 250);
  const [known, setKnown] = useState<Option[]>(() => details.audiencePeople.map(({ id, name }) => ({ value: id, label: name })));
  const { data, previousData } = useQuery(AudienceChoicesDocument, { variables: { courseId, sessionId, text: text || null } });
  const found = (data ?? previousData)?.courseUsers.nodes.map(({ user }) => ({ value: user.id, label: user.name })) ?? [];
  const people = joined(known, found);
  const groups = joined(
    details.audienceGroups.map(({ id, title }) => ({ value: id, label: title })),
    ((data ?? previousData)?.courseGroups ?? []).map(({ id, title }) => ({ value: id, label: title })),
  );
  const choosePeople = (userIds: string[]) => {
    setKnown(people.filter(({ value }) => userIds.includes(value)));
    onChange({ ...audience, userIds });
  };
  return (
    <Fieldset legend={t("details.audience")} variant="unstyled">
      <Stack gap="xs">
        {groups.length > 0 && (
          <MultiSelect
            label={t("details.groups")}
            data={groups}
            value={audience.groupIds}
            onChange={(groupIds) => onChange({ ...audience, groupIds })}
          />
        )}
        <MultiSelect
          searchable
          label={t("details.people")}
          data={people}
          value={audience.userIds}
          onChange={choosePeople}
          searchValue={words}
          onSearchChange={setWords}
          nothingFoundMessage={t("details.nobodyFound")}
        />
        {audienceInput(audience) === null && <Text size="sm">{t("details.forEveryone")}</Text>}
      </Stack>
    </Fieldset>
  );
}
