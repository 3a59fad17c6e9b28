import { useMutation } from "@apollo/client/react";
import { Button, Group, Paper, Stack, Switch, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "../../kernel/announce";
import { useCoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { useFormat } from "../../kernel/format";
import { LeaveButton } from "./leave-button";
import { type MyPlaceFragment, PeopleShowMeDocument, type PeopleShowMeMutationVariables } from "./people.generated";

function useShowMe(): (input: PeopleShowMeMutationVariables["input"]) => Promise<void> {
  const { t } = useTranslation("people");
  const { courseId, sessionId } = useCoursePlace();
  const showError = useShowError();
  const [show] = useMutation(PeopleShowMeDocument);
  return (input) => show({ variables: { courseId, sessionId, input } }).then(() => announce(t("me.saved")), showError);
}

/** How staff say when and how they are reached. */
function OfficeHours({ mine }: { mine: MyPlaceFragment }) {
  const { t } = useTranslation("people");
  const showMe = useShowMe();
  const [text, setText] = useState(mine.officeHours ?? "");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void showMe({ officeHours: text.trim() });
      }}
    >
      <Group align="flex-end" gap="sm">
        <Textarea
          label={t("me.officeHours")}
          description={t("me.officeHoursHelp")}
          autosize
          minRows={1}
          maxRows={4}
          maxLength={500}
          dir="auto"
          flex="1 1 16rem"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={text.trim() === (mine.officeHours ?? "")}>
          {t("me.save")}
        </Button>
      </Group>
    </form>
  );
}

/** One's own place here: as what, until when, what the others see of one, and the way out. */
export function MyPlace({ mine }: { mine: MyPlaceFragment | null }) {
  const { t } = useTranslation("people");
  const format = useFormat();
  const showMe = useShowMe();
  if (!mine) return null;
  const until = mine.until
    ? t("me.until", { role: t(`roles.${mine.role}`), at: format.dateTime(mine.until) })
    : t("me.role", { role: t(`roles.${mine.role}`) });
  return (
    <Paper withBorder component="section" p="md" radius="md" mb="lg" aria-label={t("me.title")} className="lyceum-chrome">
      <Stack gap="sm">
        <Group justify="space-between" gap="sm">
          <Text fw={550}>{until}</Text>
          <LeaveButton />
        </Group>
        {mine.role === "LEARNER" ? (
          <Group gap="lg">
            {(["showPicture", "showMail"] as const).map((name) => (
              <Switch
                key={name}
                label={t(`me.${name}`)}
                checked={mine[name] ?? false}
                onChange={(event) => void showMe({ [name]: event.currentTarget.checked })}
              />
            ))}
          </Group>
        ) : (
          <OfficeHours key={mine.officeHours} mine={mine} />
        )}
      </Stack>
    </Paper>
  );
}
