import { useMutation } from "@apollo/client/react";
import { Card, Group, SimpleGrid, Stack, Title } from "@mantine/core";
import { normalizeProfileValue, profileValueFault } from "@lyceum/shared/inputs/profile-fields";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";
import { refusalOf } from "../../kernel/refusals";
import { SavedState } from "../../ui/saved-state";
import { ValueField } from "../profile-fields/value-field";
import { type MyProfileQuery, UpdateMyProfileDocument } from "./profile.generated";

type Values = MyProfileQuery["myProfileValues"];

/** The fields that this campus adds to profiles. Each is saved when it is left. */
export function ExtraFields({ values }: { values: Values }) {
  const { t } = useTranslation("profile");
  const [state, setState] = useState<"idle" | "saving" | "saved" | "failed">("idle");
  if (values.length === 0) return null;
  return (
    <Card component="section" padding="lg" aria-label={t("extra.title")}>
      <Stack>
        <Group justify="space-between">
          <Title order={2} size="h3">
            {t("extra.title")}
          </Title>
          <SavedState state={state} />
        </Group>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {values.map((row) => (
            <ExtraField key={row.field.id} row={row} onState={setState} />
          ))}
        </SimpleGrid>
      </Stack>
    </Card>
  );
}

function ExtraField({ row, onState }: { row: Values[number]; onState: (state: "saving" | "saved" | "failed") => void }) {
  const { t } = useTranslation("errors");
  const showError = useShowError();
  const [value, setValue] = useState(row.value);
  const [saved, setSaved] = useState(row.value);
  const [problem, setProblem] = useState<string>();
  const [update] = useMutation(UpdateMyProfileDocument);
  const { field } = row;
  const save = async (typed: string) => {
    const next = normalizeProfileValue(field.kind, typed);
    setProblem(undefined);
    if (next === saved) return;
    const fault = profileValueFault(field, next);
    if (fault) return setProblem(t(`issue.${fault}`));
    onState("saving");
    try {
      await update({ variables: { input: { fields: [{ fieldId: field.id, value: next }] } } });
      setSaved(next);
      setValue(next);
      onState("saved");
    } catch (error) {
      onState("failed");
      const code = refusalOf(error)?.issues[0]?.code;
      if (code) setProblem(t(`issue.${code}`));
      else showError(error);
    }
  };
  return (
    <ValueField
      field={field}
      value={value}
      onChange={setValue}
      onDone={(typed) => void save(typed)}
      error={problem}
      readOnly={!field.ownerEdits}
    />
  );
}
