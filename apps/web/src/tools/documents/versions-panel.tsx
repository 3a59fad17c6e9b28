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
import {
  DocumentVersionsDocument,
  ReplaceFileDocument,
  RestoreDocumentVersionDocument,
  type DocumentVersionsQuery,
} from "./viewer.generated";

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

type Version = DocumentVersionsQuery["documentVersions"][number];
type Use = DocumentVersionsQuery["documentUses"][number];

/** One version; `onRestore` only where it can be brought back. */
function VersionLine({ version, onRestore }: { version: Version; onRestore?: () => void }) {
  const { t } = useTranslation("documents");
  const format = useFormat();
  const name = t("versions.number", { number: version.number });
  return (
    <Group component="li" justify="space-between" wrap="nowrap" align="flex-start">
      <div>
        <Text size="sm" fw={550}>
          {version.url ? <Anchor href={`${version.url}?download`}>{name}</Anchor> : name}
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
      {onRestore && (
        <Button size="compact-xs" variant="default" onClick={onRestore}>
          {t("versions.restore")}
        </Button>
      )}
    </Group>
  );
}

function Uses({ uses, base }: { uses: readonly Use[]; base: string }) {
  const { t } = useTranslation("documents");
  return (
    <>
      <Title order={3} size="h6">
        {t("uses.title")}
      </Title>
      {uses.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("uses.none")}
        </Text>
      )}
      {uses.map((use) => (
        <Text key={use.itemId} size="sm">
          {t(`uses.${use.kind}`)}{" "}
          {use.kind === "home" ? (
            <bdi>{use.title}</bdi>
          ) : (
            <Anchor component={Link} to={`${base}/view/${use.itemId}`}>
              <bdi>{use.title}</bdi>
            </Anchor>
          )}
        </Text>
      ))}
    </>
  );
}

/** A document's versions and where it is used, for those who may change it. */
export function VersionsPanel({ document, place }: { document: Viewed; place: CoursePlace }) {
  const { t } = useTranslation("documents");
  const showError = useShowError();
  const variables = { id: document.id, sessionId: place.sessionId };
  const { data, refetch } = useQuery(DocumentVersionsDocument, { variables, fetchPolicy: "cache-and-network" });
  const [restore] = useMutation(RestoreDocumentVersionDocument);
  const again = () => void refetch();
  const bringBack = (number: number) => void restore({ variables: { ...variables, number } }).then(again, showError);
  const restorable = (version: Version) => version.number !== document.versionNumber && document.viewerCan.update;
  return (
    <Stack gap="md">
      {document.viewerCan.update && document.kind === "file" && <Replace document={document} place={place} onDone={again} />}
      <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: "none" }} aria-label={t("versions.title")}>
        {data?.documentVersions.map((version) => (
          <VersionLine key={version.id} version={version} onRestore={restorable(version) ? () => bringBack(version.number) : undefined} />
        ))}
      </Stack>
      {data && <Uses uses={data.documentUses} base={`${place.address}/documents`} />}
    </Stack>
  );
}
