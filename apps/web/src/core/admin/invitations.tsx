import { useMutation, useQuery } from "@apollo/client/react";
import { Alert, Button, Card, CopyButton, Group, NumberInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRefusalMessage, useShowError } from "../../kernel/errors";
import { useFormat } from "../../kernel/format";
import { ListSkeleton } from "../../ui/skeletons";
import {
  AdminInvitationsDocument,
  type AdminInvitationsQuery,
  CreateInvitationDocument,
  RevokeInvitationDocument,
} from "./admin.generated";

type Invitation = AdminInvitationsQuery["invitations"][number];

/** Codes with which people may register: make, hand out, revoke. */
export function Invitations() {
  const { t } = useTranslation("admin");
  const message = useRefusalMessage();
  const { data, error, refetch } = useQuery(AdminInvitationsDocument, { fetchPolicy: "cache-and-network" });
  const rows = data?.invitations ?? [];
  return (
    <Card component="section" padding="lg" aria-label={t("invitations.title")}>
      <Stack>
        <Title order={2} size="h3">
          {t("invitations.title")}
        </Title>
        <Text size="sm" c="dimmed">
          {t("invitations.text")}
        </Text>
        <NewInvitation onMade={() => void refetch()} />
        {error && <Alert color="red">{message(error)}</Alert>}
        {!data && !error && <ListSkeleton rows={2} />}
        {data && rows.length === 0 && (
          <Text size="sm" c="dimmed">
            {t("invitations.none")}
          </Text>
        )}
        <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: "none" }}>
          {rows.map((row) => (
            <InvitationRow key={row.id} row={row} onRevoked={() => void refetch()} />
          ))}
        </Stack>
      </Stack>
    </Card>
  );
}

function NewInvitation({ onMade }: { onMade: () => void }) {
  const { t } = useTranslation("admin");
  const showError = useShowError();
  const [code, setCode] = useState<string>();
  const [create, { loading }] = useMutation(CreateInvitationDocument);
  const form = useForm<{ note: string; usesMax: number | ""; until: string }>({ initialValues: { note: "", usesMax: "", until: "" } });
  const submit = form.onSubmit(async ({ note, usesMax, until }) => {
    const expiresAt = until ? new Date(`${until}T23:59:59`).toISOString() : null;
    try {
      const { data } = await create({ variables: { input: { note, usesMax: usesMax === "" ? null : usesMax, expiresAt } } });
      setCode(data?.createInvitation.code);
      form.reset();
      onMade();
    } catch (error) {
      showError(error, form);
    }
  });
  const link = code && `${window.location.origin}/register?code=${code}`;
  return (
    <form onSubmit={submit}>
      <Group align="flex-end">
        <TextInput label={t("invitations.note")} maxLength={200} flex="1 1 14rem" {...form.getInputProps("note")} />
        <NumberInput
          label={t("invitations.usesMax")}
          min={1}
          max={10_000}
          allowDecimal={false}
          w="10rem"
          {...form.getInputProps("usesMax")}
        />
        <TextInput type="date" label={t("invitations.until")} {...form.getInputProps("until")} error={form.errors["expiresAt"]} />
        <Button type="submit" variant="default" loading={loading}>
          {t("invitations.make")}
        </Button>
      </Group>
      {link && (
        <Alert color="teal" mt="md" role="status" title={t("invitations.once")}>
          <Text component="code" dir="ltr" display="block" mb="xs" style={{ overflowWrap: "anywhere" }}>
            {link}
          </Text>
          <CopyButton value={link}>
            {({ copied, copy }) => (
              <Button size="xs" variant="default" onClick={copy}>
                {copied ? t("invitations.copied") : t("invitations.copy")}
              </Button>
            )}
          </CopyButton>
        </Alert>
      )}
    </form>
  );
}

function InvitationRow({ row, onRevoked }: { row: Invitation; onRevoked: () => void }) {
  const { t } = useTranslation("admin");
  const format = useFormat();
  const showError = useShowError();
  const [revoke, { loading }] = useMutation(RevokeInvitationDocument, { variables: { id: row.id } });
  const facts = [
    row.usesMax ? t("invitations.usedOf", { uses: row.uses, most: row.usesMax }) : t("invitations.used", { count: row.uses }),
    ...(row.expiresAt ? [t("invitations.holdsUntil", { date: format.date(row.expiresAt) })] : []),
  ];
  return (
    <Group component="li" justify="space-between" gap="xs">
      <div style={{ flex: "1 1 14rem", minInlineSize: 0 }}>
        <Text>
          <code dir="ltr">{row.prefix}-…</code> <bdi>{row.note}</bdi>
        </Text>
        <Text size="sm" c="dimmed">
          {facts.join(" · ")}
        </Text>
      </div>
      <Button
        variant="default"
        size="sm"
        loading={loading}
        aria-label={t("invitations.revokeNamed", { name: row.note || row.prefix })}
        onClick={() => void revoke().then(onRevoked).catch(showError)}
      >
        {t("invitations.revoke")}
      </Button>
    </Group>
  );
}
