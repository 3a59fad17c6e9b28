import { useQuery } from "@apollo/client/react";
import { ActionIcon, Fieldset, Group, Select, Stack, Text } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useCoursePlace } from "../../kernel/course-place";
import { PlaceableItemsDocument } from "../course-home/course-home.generated";
import { type Demand, DEMANDS } from "./simple-conditions";

interface DemandsFieldProps {
  /** null = the conditions say more than these controls can. */
  demands: readonly Demand[] | null;
  onChange: (demands: Demand[]) => void;
  itemId: string;
}

/** What must be done before: other items of the course, each as far as it must be. */
export function DemandsField({ demands, onChange, itemId }: DemandsFieldProps) {
  const { t } = useTranslation("courses");
  const { courseId, sessionId } = useCoursePlace();
  const { data } = useQuery(PlaceableItemsDocument, { variables: { courseId, sessionId, search: "" } });
  if (demands === null) return <Text size="sm">{t("details.moreConditions")}</Text>;
  const items = data?.placeableItems ?? [];
  const titleOf = (id: string) => items.find((item) => item.id === id)?.title ?? t("details.anotherItem");
  const free = items.filter(({ id }) => id !== itemId && !demands.some((demand) => demand.itemId === id));
  return (
    <Fieldset legend={t("details.conditions")} variant="unstyled">
      <Stack gap="xs">
        {demands.map((demand, index) => (
          <Group key={demand.itemId} gap="xs" wrap="nowrap">
            <Text flex={1} truncate>
              <bdi>{titleOf(demand.itemId)}</bdi>
            </Text>
            <Select
              w={150}
              aria-label={t("details.howFar", { title: titleOf(demand.itemId) })}
              allowDeselect={false}
              data={DEMANDS.map((state) => ({ value: state, label: t(`details.demand.${state}`) }))}
              value={demand.state}
              onChange={(state) =>
                onChange(demands.map((old, at) => (at === index ? { ...old, state: (state ?? old.state) as Demand["state"] } : old)))
              }
            />
            <ActionIcon
              aria-label={t("details.removeCondition", { title: titleOf(demand.itemId) })}
              onClick={() => onChange(demands.filter((_, at) => at !== index))}
            >
              <IconX size={16} />
            </ActionIcon>
          </Group>
        ))}
        <Select
          aria-label={t("details.addCondition")}
          placeholder={t("details.addCondition")}
          searchable
          value={null}
          data={free.map(({ id, title }) => ({ value: id, label: title }))}
          nothingFoundMessage={t("entry.nothing")}
          onChange={(id) => id && onChange([...demands, { itemId: id, state: "COMPLETED" }])}
        />
      </Stack>
    </Fieldset>
  );
}
