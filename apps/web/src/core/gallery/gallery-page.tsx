import { Stack } from "@mantine/core";
import { PageSkeleton } from "../../ui/skeletons";

/** Every composed component on one page, for looking at. Not part of what is shipped. */
export function GalleryPage() {
  return (
    <Stack>
      <h1>Gallery</h1>
      <PageSkeleton />
    </Stack>
  );
}
