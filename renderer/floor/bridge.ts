/** The window's way to main: requests and events, put on `window.tandem` by the preload script. */
import type { TandemBridge } from "../../preload/contract/requests";

export const tandem: TandemBridge = (window as unknown as { tandem: TandemBridge }).tandem;
