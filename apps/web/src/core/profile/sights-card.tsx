import { useMutation } from "@apollo/client/react";
import { Card, Group, NativeSelect, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { sightChoices } from "@lyceum/shared/inputs/profile-fields";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";
import { SavedState } from "../../ui/saved-state";
import { useOwnWords } from "../profile-fields/value-field";
import { type MyProfileQuery, SetMySightDocument } from "./profile.generated";

interface SightsCardProps {
  sights: MyProfileQuery["mySights"];
  values: MyProfileQuery["myProfileValues"];
}

/** Who sees what of one's profile, field by field. */
export function SightsCard({ sights, values }: SightsCardProps) {
  const { t } = useTranslation("profile");
  const words = useOwnWords();
  const showError = useShowError();
  const [rows, setRows] = useState(sights);
  const [state, setState] = useState<"idle" | "saving" | "saved" | "failed">("idle");
  const [choose] = useMutation(SetMySightDocument);
  const extra = new Map(values.map(({ field }) => [field.id, words(field.labels)]));
  const nameOf = (field: string) => extra.get(field) ?? t(`sights.field.${field}`);
  const save = async (field: string, sight: (typeof rows)[number]["sight"]) => {
    setState("saving");
    try {
      const { data } = await choose({ variables: { field, sight } });
      if (data) setRows(data.setMySight);
      setState("saved");
    } catch (error) {
      setState("failed");
      showError(error);
    }
  };
  return (
    <Card component="section" padding="lg" aria-label={t("sights.title")}>
      <Stack>
        <Group justify="space-between">
          <Title order={2} size="h3">
            {t("sights.title")}
          </Title>
          <SavedState state={state} />
        </Group>
        <Text size="sm" c="dimmed">
          {t("sights.text")}
        </Text>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {rows.map(({ field, sight, mayChoose }) => (
            <NativeSelect
              key={field}
              label={nameOf(field)}
              description={mayChoose ? undefined : t("sights.fixed")}
              disabled={!mayChoose}
              value={sight}
              data={sightChoices(field).map((choice) => ({ value: choice, label: t(`sights.${choice}`) }))}
              onChange={(event) => void save(field, event.currentTarget.value as typeof sight)}
            />
          ))}
        </SimpleGrid>
      </Stack>
    </Card>
  );
}
