import { useMutation } from "@apollo/client/react";
import { Button, Checkbox, Select, Stack, Table, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { DOCUMENT_LICENCES } from "@lyceum/shared/inputs/documents";
import { notifications } from "@mantine/notifications";
import { useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";
import { useFormat } from "../../kernel/format";
import type { Viewed } from "./document-content";
import { TracksForm } from "./tracks-form";
import { UpdateDocumentDocument } from "./viewer.generated";

function Facts({ document }: { document: Viewed }) {
  const { t } = useTranslation("documents");
  const format = useFormat();
  const facts: [string, string][] = [
    ["facts.type", document.mediaType],
    ["facts.size", format.bytes(document.bytes)],
    ["facts.made", format.dateTime(document.createdAt)],
    ["facts.changed", format.dateTime(document.updatedAt)],
    ["facts.licence", t(`licence.${document.licence}`)],
  ];
  if (document.rightsHolder) facts.push(["facts.rights", document.rightsHolder]);
  if (document.author) facts.push(["facts.author", `${document.author.givenName} ${document.author.familyName}`.trim()]);
  return (
    <Stack gap="xs">
      {document.description && <Text dir="auto">{document.description}</Text>}
      <Table fz="sm">
        <Table.Tbody>
          {facts.map(([key, value]) => (
            <Table.Tr key={key}>
              <Table.Th>{t(key)}</Table.Th>
              <Table.Td style={{ overflowWrap: "anywhere" }}>
                <bdi>{value}</bdi>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}

/** What is said of a document; to be changed by those who may. */
export function AboutPanel({ document, sessionId }: { document: Viewed; sessionId: string | null }) {
  const { t } = useTranslation("documents");
  const showError = useShowError();
  const [save, { loading }] = useMutation(UpdateDocumentDocument);
  const { description, licence, rightsHolder, askConfirmation } = document;
  const form = useForm({ initialValues: { description, licence, rightsHolder: rightsHolder ?? "", askConfirmation } });
  const submit = form.onSubmit(async ({ askConfirmation: ask, ...values }) => {
    const input = { ...values, ...(document.viewerCan.manage ? { askConfirmation: ask } : {}) };
    try {
      await save({ variables: { id: document.id, sessionId, input } });
      form.resetDirty();
      notifications.show({ message: t("saved"), role: "status" });
    } catch (error) {
      showError(error, form);
    }
  });
  return (
    <Stack>
      <Facts document={document} />
      {document.viewerCan.update && (
        <form onSubmit={submit}>
          <Stack gap="xs">
            <Textarea label={t("description")} autosize minRows={2} maxLength={2_000} dir="auto" {...form.getInputProps("description")} />
            <Select
              label={t("facts.licence")}
              allowDeselect={false}
              data={DOCUMENT_LICENCES.map((one) => ({ value: one, label: t(`licence.${one}`) }))}
              {...form.getInputProps("licence")}
            />
            <TextInput label={t("facts.rights")} maxLength={200} dir="auto" {...form.getInputProps("rightsHolder")} />
            {document.viewerCan.manage && (
              <Checkbox label={t("askConfirmation")} {...form.getInputProps("askConfirmation", { type: "checkbox" })} />
            )}
            <Button type="submit" variant="light" loading={loading} disabled={!form.isDirty()}>
              {t("save")}
            </Button>
          </Stack>
        </form>
      )}
      {document.viewerCan.update && document.__typename === "DocumentFile" && /^(?:audio|video)\//.test(document.mediaType) && (
        <TracksForm document={document} sessionId={sessionId} />
      )}
    </Stack>
  );
}
