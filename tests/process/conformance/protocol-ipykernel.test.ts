import { expect, test } from "vitest";
import { ipykernel6, kernels, startKernel } from "./kernels";
import { describeProtocol } from "./protocol";

describeProtocol(kernels.ipykernel);

if (ipykernel6 === undefined)
  console.warn("There is no ipykernel 6 here: its turn as a reference is left out.");
else {
  describeProtocol(kernels.ipykernel6, ["ipc"]);

  test("ipykernel 6 is one", async () => {
    const { client, dispose } = await startKernel(kernels.ipykernel6, "ipc");
    try {
      const { reply } = await client.ask("kernel_info_request");
      expect(reply.content["implementation_version"]).toMatch(/^\d/);
      const code = "import ipykernel; print(ipykernel.__version__)";
      expect((await client.execute(code)).published.map(({ content }) => content["text"]).join("")).toMatch(
        /^6\./,
      );
    } finally {
      await dispose();
    }
  });
}
