import { useMutation, useQuery } from "@apollo/client/react";
import { Button, CopyButton, Group, Modal, NumberInput, Stack, TagsInput, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "../../kernel/announce";
import { useCoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { useFormat } from "../../kernel/format";
import { PeopleInvitationsDocument, type PeopleInvitationsQuery, PeopleInviteDocument, PeopleRevokeDocument } from "./people.generated";
import { type EnrolRole, RoleSelect } from "./role-select";

type Invitation = PeopleInvitationsQuery["courseInvitations"][number];

/** The address that was just made; it is shown this once. */
function NewLink({ path }: { path: string }) {
  const { t } = useTranslation("people");
  const address = `${window.location.origin}${path}`;
  return (
    <Group align="flex-end" gap="sm">
      <TextInput
        label={t("invite.link")}
        description={t("invite.linkHelp")}
        value={address}
        readOnly
        dir="ltr"
        flex="1 1 16rem"
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyButton value={address}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy}>
            {t(copied ? "invite.copied" : "invite.copy")}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}

function Standing({ invitation, onRevoke }: { invitation: Invitation; onRevoke: () => void }) {
  const { t } = useTranslation("people");
  const format = useFormat();
  const { email, role, uses, maxUses, until } = invitation;
  return (
    <Group component="li" justify="space-between" gap="sm" style={{ listStyle: "none" }}>
      <div>
        <Text component="bdi" display="block">
          {email ?? t("invite.forMany")}
        </Text>
        <Text size="sm" c="dimmed">
          {t(`roles.${role}`)} ·{" "}
          {maxUses ? t("invite.usedOf", { uses: format.number(uses), max: format.number(maxUses) }) : t("invite.used", { count: uses })}
          {until && ` · ${t("untilOn", { at: format.date(until) })}`}
        </Text>
      </div>
      <Button variant="default" size="sm" onClick={onRevoke} aria-label={t("invite.revokeOne", { who: email ?? t("invite.forMany") })}>
        {t("invite.revoke")}
      </Button>
    </Group>
  );
}

function useInvitations() {
  const { t } = useTranslation("people");
  const { courseId, sessionId } = useCoursePlace();
  const showError = useShowError();
  const { data, refetch } = useQuery(PeopleInvitationsDocument, { variables: { courseId, sessionId }, fetchPolicy: "network-only" });
  const [invite, { loading }] = useMutation(PeopleInviteDocument);
  const [revoke] = useMutation(PeopleRevokeDocument);
  return {
    standing: data?.courseInvitations ?? [],
    loading,
    make: async (input: { role: EnrolRole; emails: string[]; maxUses: number | null }): Promise<string | null> => {
      try {
        const { data: answer } = await invite({ variables: { input: { courseId, sessionId, ...input } } });
        announce(input.emails.length > 0 ? t("invite.sent", { count: input.emails.length }) : t("invite.made"));
        await refetch();
        return answer?.inviteToCourse[0]?.path ?? "";
      } catch (error) {
        showError(error);
        return null;
      }
    },
    revoke: (id: string) => revoke({ variables: { id } }).then(() => [announce(t("invite.revoked")), refetch()], showError),
  };
}

/** Whom to invite, as what, and for how many one link serves. */
function InviteForm({ loading, make }: Pick<ReturnType<typeof useInvitations>, "loading" | "make">) {
  const { t } = useTranslation("people");
  const [emails, setEmails] = useState<string[]>([]);
  const [role, setRole] = useState<EnrolRole>("LEARNER");
  const [maxUses, setMaxUses] = useState<string | number>("");
  const [path, setPath] = useState("");
  const submit = async () => {
    const made = await make({ role, emails, maxUses: emails.length > 0 || maxUses === "" ? null : Number(maxUses) });
    if (made === null) return;
    setPath(made);
    setEmails([]);
  };
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack>
          <TagsInput
            label={t("invite.emails")}
            description={t("invite.emailsHelp")}
            splitChars={[",", ";", " ", "\n"]}
            value={emails}
            onChange={setEmails}
            clearButtonProps={{ "aria-label": t("filter.clear", { name: t("invite.emails") }) }}
            data-autofocus
          />
          <Group align="flex-end">
            <RoleSelect value={role} onChange={setRole} />
            {emails.length === 0 && (
              <NumberInput
                label={t("invite.maxUses")}
                placeholder={t("invite.noLimit")}
                min={1}
                max={10_000}
                allowDecimal={false}
                value={maxUses}
                onChange={setMaxUses}
                w={190}
              />
            )}
            <Button type="submit" loading={loading} ms="auto">
              {emails.length > 0 ? t("invite.send", { count: emails.length }) : t("invite.make")}
            </Button>
          </Group>
        </Stack>
      </form>
      {path && <NewLink path={path} />}
    </>
  );
}

/** Invites people who are not here yet: by a link for many, or by mail with a link for each. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("people");
  const { standing, loading, make, revoke } = useInvitations();
  return (
    <Modal opened onClose={onClose} title={t("invite.title")} size="lg" closeButtonProps={{ "aria-label": t("cancel") }}>
      <Stack gap="lg">
        <InviteForm loading={loading} make={make} />
        {standing.length > 0 && (
          <section>
            <Title order={3} size="h4" mb="sm">
              {t("invite.standing")}
            </Title>
            <Stack component="ul" gap="sm" p={0} m={0}>
              {standing.map((one) => (
                <Standing key={one.id} invitation={one} onRevoke={() => void revoke(one.id)} />
              ))}
            </Stack>
          </section>
        )}
      </Stack>
    </Modal>
  );
}
