import { useMutation } from "@apollo/client/react";
import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconVideo, IconVideoOff } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";
import { useUndo } from "../../kernel/undo";
import { VideoFrame } from "../../ui/video-frame";
import { type HomeHeader_homeFragment, SetCourseVideoDocument } from "./course-home.generated";
import { useHome } from "./home-context";
import classes from "./course-home.module.css";

type Course = HomeHeader_homeFragment["course"];

function useSetVideo(course: Course): (introVideoUrl: string | null) => Promise<unknown> {
  const { refresh } = useHome();
  const [save] = useMutation(SetCourseVideoDocument);
  return (introVideoUrl) => save({ variables: { id: course.id, introVideoUrl, expectedVersion: course.version } }).then(refresh);
}

/** The video's address; what is refused stays in the field, with the reason below it. */
function VideoForm({ course, onDone }: { course: Course; onDone: () => void }) {
  const { t } = useTranslation("courses");
  const showError = useShowError();
  const set = useSetVideo(course);
  const [saving, setSaving] = useState(false);
  const form = useForm({ initialValues: { introVideoUrl: course.introVideoUrl ?? "" } });
  const submit = form.onSubmit(({ introVideoUrl }) => {
    setSaving(true);
    void set(introVideoUrl.trim() || null)
      .then(onDone)
      .catch((error: unknown) => showError(error, form))
      .finally(() => setSaving(false));
  });
  return (
    <form onSubmit={submit} noValidate className={classes.videoForm}>
      <Stack gap="sm">
        <TextInput
          label={t("settings.introVideoUrl.label")}
          description={t("settings.introVideoUrl.help")}
          type="url"
          dir="ltr"
          data-autofocus
          autoFocus
          {...form.getInputProps("introVideoUrl")}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {t("cancel")}
          </Button>
          <Button type="submit" loading={saving}>
            {t("save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The video that introduces the course; whoever may change the course does it here. */
export function IntroVideo({ course }: { course: Course }) {
  const { t } = useTranslation("courses");
  const { editing, refresh } = useHome();
  const showError = useShowError();
  const offerUndo = useUndo();
  const [open, setOpen] = useState(false);
  const [save] = useMutation(SetCourseVideoDocument);
  const set = useSetVideo(course);
  const changing = editing && course.viewerCan.update;
  const { introVideoUrl } = course;
  if (!introVideoUrl && !changing) return null;
  if (changing && open) return <VideoForm course={course} onDone={() => setOpen(false)} />;
  const bringBack = () => save({ variables: { id: course.id, introVideoUrl } }).then(refresh);
  const takeAway = () => void set(null).then(() => offerUndo(t("video.removed"), bringBack), showError);
  return (
    <section className={classes.video} aria-label={t("settings.introVideoUrl.label")}>
      {introVideoUrl && <VideoFrame key={introVideoUrl} address={introVideoUrl} title={t("about.video")} />}
      {changing && (
        <Group gap="xs" mt="xs">
          <Button size="compact-sm" variant="light" leftSection={<IconVideo size={16} aria-hidden />} onClick={() => setOpen(true)}>
            {t(introVideoUrl ? "video.change" : "video.add")}
          </Button>
          {introVideoUrl && (
            <Button size="compact-sm" variant="subtle" color="gray" leftSection={<IconVideoOff size={16} aria-hidden />} onClick={takeAway}>
              {t("video.remove")}
            </Button>
          )}
        </Group>
      )}
    </section>
  );
}
