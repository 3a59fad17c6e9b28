import { useMutation, useQuery } from "@apollo/client/react";
import { Anchor, Button, Checkbox, FileButton, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { client } from "../../apollo";
import type { CoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { useFormat } from "../../kernel/format";
import { upload } from "../../kernel/upload";
import type { Viewed } from "./document-content";
import { BeginUploadDocument } from "./documents.generated";
import { DocumentVersionsDocument, ReplaceFileDocument, RestoreDocumentVersionDocument } from "./viewer.generated";

function Replace({ document, place, onDone }: { document: Viewed; place: CoursePlace; onDone: () => void }) {
  const { t } = useTranslation("documents");
  const showError = useShowError();
  const [note, setNote] = useState("");
  const [askAgain, setAskAgain] = useState(false);
  const [replace, { loading }] = useMutation(ReplaceFileDocument);
  const send = async (file: File | null) => {
    if (!file) return;
    const { courseId, sessionId } = place;
    const input = { courseId, sessionId, name: file.name, bytes: file.size, replaces: document.id };
    const { data } = await client.mutate({ mutation: BeginUploadDocument, variables: { input } });
    const uploadId = await upload(file);
    await replace({ variables: { id: document.id, sessionId, input: { uploadId, ticketId: data?.beginUpload.id, note, askAgain } } });
    setNote("");
    onDone();
  };
  return (
    <Stack gap="xs">
      <TextInput
        label={t("versions.note")}
        size="xs"
        value={note}
        maxLength={300}
        dir="auto"
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {document.askConfirmation && (
        <Checkbox
          size="xs"
          label={t("versions.askAgain")}
          checked={askAgain}
          onChange={(event) => setAskAgain(event.currentTarget.checked)}
        />
      )}
      <FileButton onChange={(file) => void send(file).catch(showError)} inputProps={{ "aria-label": t("versions.replace") }}>
        {(props) => (
          <Button {...props} size="xs" variant="light" loading={loading}>
            {t("versions.replace")}
          </Button>
        )}
      </FileButton>
    </Stack>
  );
}

/** A document's versions and where it is used, for those who may change it. */
export function VersionsPanel({ document, place }: { document: Viewed; place: CoursePlace }) {
  const { t } = useTranslation("documents");
  const format = useFormat();
  const showError = useShowError();
  const variables = { id: document.id, sessionId: place.sessionId };
  const { data, refetch } = useQuery(DocumentVersionsDocument, { variables, fetchPolicy: "cache-and-network" });
  const [restore] = useMutation(RestoreDocumentVersionDocument);
  const again = () => void refetch();
  return (
    <Stack gap="md">
      {document.viewerCan.update && document.kind === "file" && <Replace document={document} place={place} onDone={again} />}
      <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: "none" }} aria-label={t("versions.title")}>
        {data?.documentVersions.map((version) => (
          <Group key={version.id} component="li" justify="space-between" wrap="nowrap" align="flex-start">
            <div>
              <Text size="sm" fw={550}>
                {version.url ? (
                  <Anchor href={`${version.url}?download`}>{t("versions.number", { number: version.number })}</Anchor>
                ) : (
                  t("versions.number", { number: version.number })
                )}
              </Text>
              <Text size="xs" c="dimmed">
                {format.dateTime(version.at)} · {format.bytes(version.bytes)} {version.author && <bdi>{version.author.name}</bdi>}
              </Text>
              {version.note && (
                <Text size="xs" dir="auto">
                  {version.note}
                </Text>
              )}
            </div>
            {version.number !== document.versionNumber && document.viewerCan.update && (
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => void restore({ variables: { ...variables, number: version.number } }).then(again, showError)}
              >
                {t("versions.restore")}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
      <Title order={3} size="h6">
        {t("uses.title")}
      </Title>
      {data?.documentUses.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("uses.none")}
        </Text>
      )}
      {data?.documentUses.map((use) => (
        <Text key={use.itemId} size="sm">
          {t(`uses.${use.kind}`)}{" "}
          {use.kind === "home" ? (
            <bdi>{use.title}</bdi>
          ) : (
            <Anchor component={Link} to={`${place.address}/documents/view/${use.itemId}`}>
              <bdi>{use.title}</bdi>
            </Anchor>
          )}
        </Text>
      ))}
    </Stack>
  );
}
