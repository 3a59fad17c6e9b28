import { useMutation, useQuery } from "@apollo/client/react";
import { Alert, Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { IconMicrophone, IconPlayerStop } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";
import { useFormat } from "../../kernel/format";
import { DiscardRecordingDocument, FinishRecordingDocument, UnfinishedRecordingsDocument } from "./documents.generated";
import { canRecord, type Recording, recordSound } from "./record-sound";
import type { Target } from "./send-files";

function Unfinished({ courseId, onKeep }: { courseId: string; onKeep: (id: string) => void }) {
  const { t } = useTranslation("documents");
  const format = useFormat();
  const { data, refetch } = useQuery(UnfinishedRecordingsDocument, { variables: { courseId }, fetchPolicy: "network-only" });
  const [discard] = useMutation(DiscardRecordingDocument);
  return data?.unfinishedRecordings.map((one) => (
    <Alert key={one.id} color="blue" title={t("record.unfinished", { at: format.dateTime(one.createdAt), bytes: format.bytes(one.bytes) })}>
      <Group gap="xs">
        <Button size="compact-sm" onClick={() => onKeep(one.id)}>
          {t("record.keep")}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => void discard({ variables: { id: one.id } }).then(() => refetch())}>
          {t("record.discard")}
        </Button>
      </Group>
    </Alert>
  ));
}

function useClock(): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((former) => former + 1), 1_000);
    return () => clearInterval(timer);
  }, []);
  return seconds;
}

function Naming({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation("documents");
  const format = useFormat();
  const showError = useShowError();
  const [title, setTitle] = useState(() => t("record.title", { at: format.dateTime(new Date()) }));
  const [finish, { loading }] = useMutation(FinishRecordingDocument);
  const keep = (event: React.FormEvent) => {
    event.preventDefault();
    finish({ variables: { id, title } }).then(onClose, showError);
  };
  return (
    <form onSubmit={keep}>
      <Stack>
        <TextInput
          label={t("title")}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
          data-autofocus
          dir="auto"
          required
        />
        <Button type="submit" loading={loading}>
          {t("save")}
        </Button>
      </Stack>
    </form>
  );
}

/** The steps of a recording: ready, running, waiting for its name. What runs is stopped when the dialog goes. */
function useRecording(target: Target) {
  const showError = useShowError();
  const recording = useRef<Recording>(undefined);
  const [state, setState] = useState<"ready" | "running" | "naming">("ready");
  const [id, setId] = useState<string>();
  useEffect(() => () => void recording.current?.stop().catch(() => undefined), []);
  const start = () =>
    recordSound(target, showError).then((made) => {
      recording.current = made;
      setId(made.id);
      setState("running");
    }, showError);
  const stop = () => recording.current?.stop().then(() => setState("naming"), showError);
  const name = (kept: string) => {
    setId(kept);
    setState("naming");
  };
  return { state, id, start, stop, name };
}

function Running({ onStop }: { onStop: () => void }) {
  const { t } = useTranslation("documents");
  const format = useFormat();
  const seconds = useClock();
  return (
    <>
      <Text size="xl" ta="center" className="lyceum-figures" role="timer">
        {format.duration(seconds)}
      </Text>
      <Button color="red" leftSection={<IconPlayerStop size={18} aria-hidden />} onClick={onStop} data-autofocus>
        {t("record.stop")}
      </Button>
    </>
  );
}

/** Records a voice. What is said goes to the server every two seconds; a recording that a crash cut off is offered the next time. */
export function Recorder({ target, onClose }: { target: Target; onClose: () => void }) {
  const { t } = useTranslation("documents");
  const { state, id, start, stop, name } = useRecording(target);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("add.recording")}
      closeOnClickOutside={state === "ready"}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <Stack>
        {!canRecord() && <Alert color="yellow">{t("record.impossible")}</Alert>}
        {state === "ready" && (
          <>
            <Unfinished courseId={target.courseId} onKeep={name} />
            <Text size="sm">{t("record.text")}</Text>
            <Button
              leftSection={<IconMicrophone size={18} aria-hidden />}
              disabled={!canRecord()}
              onClick={() => void start()}
              data-autofocus
            >
              {t("record.start")}
            </Button>
          </>
        )}
        {state === "running" && <Running onStop={() => void stop()} />}
        {state === "naming" && id && <Naming id={id} onClose={onClose} />}
      </Stack>
    </Modal>
  );
}
