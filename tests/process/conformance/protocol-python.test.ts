import { kernels } from "./kernels";
import { describeProtocol } from "./protocol";

describeProtocol(kernels.python);
