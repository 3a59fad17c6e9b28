import { useMutation, useQuery } from "@apollo/client/react";
import { ActionIcon, Button, Group, Select, Stack, Text, TextInput, Title } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { TRACK_KINDS } from "@lyceum/shared/inputs/documents";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";
import type { Viewed } from "./document-content";
import { DocumentSiblingsDocument, SetMediaTracksDocument } from "./viewer.generated";

type Media = Extract<Viewed, { __typename: "DocumentFile" }>;
type Kind = (typeof TRACK_KINDS)[number];

/** Captions, subtitles, chapters and transcript of a video: WebVTT files that lie in the same folder. */
export function TracksForm({ document, sessionId }: { document: Media; sessionId: string | null }) {
  const { t, i18n } = useTranslation("documents");
  const showError = useShowError();
  const [kind, setKind] = useState<Kind>("CAPTIONS");
  const [language, setLanguage] = useState(i18n.language);
  const [file, setFile] = useState<string | null>(null);
  const { data } = useQuery(DocumentSiblingsDocument, {
    variables: { courseId: document.courseId, sessionId, folderId: document.parentId },
  });
  const [save, { loading }] = useMutation(SetMediaTracksDocument);
  const files = data?.documents.nodes.filter((row) => /\.vtt$/i.test(row.name)) ?? [];
  const kept = document.tracks.map((track) => ({ kind: track.kind, language: track.language, label: track.label, trackId: track.id }));
  const set = (tracks: typeof kept | ((typeof kept)[number] | { kind: Kind; language: string; documentId: string })[]) =>
    save({ variables: { id: document.id, sessionId, tracks: [...tracks] } }).then(() => setFile(null), showError);
  return (
    <Stack gap="xs" component="section" aria-label={t("tracks.title")}>
      <Title order={3} size="h6">
        {t("tracks.title")}
      </Title>
      {document.tracks.map((track) => (
        <Group key={track.id} justify="space-between" wrap="nowrap">
          <Text size="sm">
            {t(`tracks.${track.kind}`)} · {track.language}
          </Text>
          <ActionIcon
            aria-label={t("tracks.remove", { name: `${t(`tracks.${track.kind}`)} ${track.language}` })}
            onClick={() => void set(kept.filter((one) => one.trackId !== track.id))}
          >
            <IconX size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Select
        label={t("tracks.kind")}
        size="xs"
        value={kind}
        allowDeselect={false}
        data={TRACK_KINDS.map((one) => ({ value: one, label: t(`tracks.${one}`) }))}
        onChange={(value) => setKind(value as Kind)}
      />
      <TextInput label={t("tracks.language")} size="xs" value={language} onChange={(event) => setLanguage(event.currentTarget.value)} />
      <Select
        label={t("tracks.file")}
        size="xs"
        value={file}
        data={files.map((row) => ({ value: row.id, label: row.title }))}
        placeholder={t("tracks.choose")}
        nothingFoundMessage={t("tracks.none")}
        onChange={setFile}
      />
      <Button
        size="xs"
        variant="light"
        loading={loading}
        disabled={!file || language === ""}
        onClick={() =>
          void set([...kept.filter((one) => one.kind !== kind || one.language !== language), { kind, language, documentId: file ?? "" }])
        }
      >
        {t("tracks.add")}
      </Button>
    </Stack>
  );
}
