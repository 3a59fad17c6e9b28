import { Anchor, Button, Stack, Text } from "@mantine/core";
import { IconExternalLink, IconPlayerPlay } from "@tabler/icons-react";
import { videoFrame } from "@lyceum/shared/video-frames";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./video-frame.module.css";

/**
 * A video of another service. Nothing is asked of that service before somebody wants to watch; then it plays in a frame of its own. An
 * address that has no such frame is a link.
 */
export function VideoFrame({ address, title }: { address: string; title: string }) {
  const { t } = useTranslation("ui");
  const [playing, setPlaying] = useState(false);
  const frame = videoFrame(address);
  if (!frame)
    return (
      <Anchor href={address} target="_blank" rel="noreferrer" size="sm" className={classes.link}>
        <IconExternalLink size={16} aria-hidden />
        {title}
      </Anchor>
    );
  if (playing)
    return (
      <iframe
        className={classes.frame}
        src={frame}
        title={title}
        allow="autoplay; fullscreen; encrypted-media; picture-in-picture"
        sandbox="allow-scripts allow-same-origin allow-presentation allow-popups"
        referrerPolicy="strict-origin"
        // Whoever started it by keyboard goes on inside.
        ref={(element) => element?.focus()}
      />
    );
  return (
    <Stack gap={4} align="flex-start">
      <Button variant="light" leftSection={<IconPlayerPlay size={18} aria-hidden />} onClick={() => setPlaying(true)}>
        {title}
      </Button>
      <Text size="sm" c="dimmed">
        {t("video.from", { host: new URL(frame).hostname })}
      </Text>
    </Stack>
  );
}
