/** What environments add to the window: offers in shells, how jobs go on, and the page that makes one. */
import { t } from "../../preload/texts/texts";
import { addOverShells, addToKernelChooser, addToShells } from "../shell/pane/additions";
import { CreateEnvironment } from "./create-environment";
import { followEnvironmentJobs } from "./environment-jobs";
import { IpykernelOffer } from "./ipykernel-offer";
import { JobsView } from "./jobs-view";
import { MissingModuleOffer } from "./missing-module-offer";

/** Registers it. Called once, before anything is drawn. */
export function registerEnvironments(): void {
  addToShells("over the output", IpykernelOffer);
  addToShells("under the output", MissingModuleOffer);
  addOverShells(JobsView);
  addToKernelChooser({ title: t("Create environment…"), View: CreateEnvironment });
  followEnvironmentJobs();
}
