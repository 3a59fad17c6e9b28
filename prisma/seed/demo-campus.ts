import type { Services } from "../../apps/api/src/kernel/services";
import { openCampusApi } from "./campus-api";
import { makeDemoCourse } from "./demo-course";
import { makeDemoPeople } from "./people";
import { playPackage } from "./play-package";

/** Five people and one course with something in it, made through the public API. */
export async function makeDemoCampus(services: Services): Promise<void> {
  const people = await makeDemoPeople(services);
  const api = openCampusApi(services);
  const { packageId } = await makeDemoCourse(api, people);
  await playPackage(api, people.learner, packageId, 2);
}
