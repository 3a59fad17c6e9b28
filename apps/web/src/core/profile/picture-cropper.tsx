import { useMutation } from "@apollo/client/react";
import { Button, Group, Modal, Slider, Stack, Text } from "@mantine/core";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";
import { upload } from "../../kernel/upload";
import { cropOf, dragged, type Size, type View } from "./crop";
import classes from "./picture-cropper.module.css";
import { SetMyPictureDocument } from "./profile.generated";

const SIDE = 240;

interface PictureCropperProps {
  file: File;
  onClose: () => void;
  onDone: () => Promise<void>;
}

/** Chooses the square of a picture: by dragging, or with the three sliders. */
export function PictureCropper({ file, onClose, onDone }: PictureCropperProps) {
  const { t } = useTranslation("profile");
  const showError = useShowError();
  const [view, setView] = useState<View>({ zoom: 1, x: 0.5, y: 0.5 });
  const [size, setSize] = useState<Size>();
  const [busy, setBusy] = useState(false);
  const [setPicture] = useMutation(SetMyPictureDocument);
  const save = async () => {
    setBusy(true);
    try {
      const uploadId = await upload(file);
      await setPicture({ variables: { uploadId, crop: size ? cropOf(view, size) : null } });
      await onDone();
    } catch (error) {
      showError(error);
      setBusy(false);
    }
  };
  const slider = (key: keyof View, min: number, max: number) => (
    <div>
      <Text size="sm" id={`crop-${key}`}>
        {t(`picture.${key}`)}
      </Text>
      <Slider
        min={min}
        max={max}
        step={(max - min) / 50}
        label={null}
        value={view[key]}
        onChange={(value) => setView({ ...view, [key]: value })}
        thumbProps={{ "aria-labelledby": `crop-${key}` }}
      />
    </div>
  );
  return (
    <Modal opened onClose={onClose} title={t("picture.crop")} closeButtonProps={{ "aria-label": t("picture.cancel") }}>
      <Stack>
        <CropWindow file={file} view={view} onView={setView} size={size} onSize={setSize} />
        {slider("zoom", 1, 4)}
        {slider("x", 0, 1)}
        {slider("y", 0, 1)}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("picture.cancel")}
          </Button>
          <Button onClick={() => void save()} loading={busy}>
            {t("picture.save")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

interface CropWindowProps {
  file: File;
  view: View;
  onView: (view: View) => void;
  size: Size | undefined;
  onSize: (size: Size) => void;
}

function CropWindow({ file, view, onView, size, onSize }: CropWindowProps) {
  const address = useMemo(() => URL.createObjectURL(file), [file]);
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  const from = useRef<{ x: number; y: number }>(undefined);
  const crop = size && cropOf(view, size);
  const style = crop && {
    inlineSize: SIDE / crop.width,
    blockSize: SIDE / crop.height,
    transform: `translate(${(-crop.left * SIDE) / crop.width}px, ${(-crop.top * SIDE) / crop.height}px)`,
  };
  const move = (event: React.PointerEvent) => {
    if (!from.current || !size) return;
    onView(dragged(view, size, SIDE, { x: event.clientX - from.current.x, y: event.clientY - from.current.y }));
    from.current = { x: event.clientX, y: event.clientY };
  };
  return (
    <div
      className={classes.window}
      dir="ltr"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { x: event.clientX, y: event.clientY };
      }}
      onPointerMove={move}
      onPointerUp={() => (from.current = undefined)}
    >
      <img
        src={address}
        alt=""
        draggable={false}
        className={classes.picture}
        style={style}
        onLoad={(event) => onSize({ width: event.currentTarget.naturalWidth, height: event.currentTarget.naturalHeight })}
      />
    </div>
  );
}
