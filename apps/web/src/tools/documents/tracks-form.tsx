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

interface NewTrack {
  kind: Kind;
  language: string;
  documentId: string;
}

/** What a new track needs: its kind, its language, and a WebVTT file of the same folder. */
function AddTrack({
  document,
  sessionId,
  onAdd,
}: {
  document: Media;
  sessionId: string | null;
  onAdd: (track: NewTrack) => Promise<unknown>;
}) {
  const { t, i18n } = useTranslation("documents");
  const [kind, setKind] = useState<Kind>("CAPTIONS");
  const [language, setLanguage] = useState(i18n.language);
  const [file, setFile] = useState<string | null>(null);
  const { data } = useQuery(DocumentSiblingsDocument, {
    variables: { courseId: document.courseId, sessionId, folderId: document.parentId },
  });
  const files = data?.documents.nodes.filter((row) => /\.vtt$/i.test(row.name)) ?? [];
  const add = () => onAdd({ kind, language, documentId: file ?? "" }).then(() => setFile(null));
  return (
    <>
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
      <Button size="xs" variant="light" disabled={!file || language === ""} onClick={() => void add()}>
        {t("tracks.add")}
      </Button>
    </>
  );
}

/** Captions, subtitles, chapters and transcript of a video: WebVTT files that lie in the same folder. */
export function TracksForm({ document, sessionId }: { document: Media; sessionId: string | null }) {
  const { t } = useTranslation("documents");
  const showError = useShowError();
  const [save] = useMutation(SetMediaTracksDocument);
  const kept = document.tracks.map((track) => ({ kind: track.kind, language: track.language, label: track.label, trackId: track.id }));
  const set = (tracks: ((typeof kept)[number] | NewTrack)[]) =>
    save({ variables: { id: document.id, sessionId, tracks } }).catch((error: unknown) => void showError(error));
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
      <AddTrack
        {...{ document, sessionId }}
        onAdd={(track) => set([...kept.filter((one) => one.kind !== track.kind || one.language !== track.language), track])}
      />
    </Stack>
  );
}
