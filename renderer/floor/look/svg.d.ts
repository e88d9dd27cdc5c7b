/** A picture that the bundler puts beside the window: its address. */
declare module "*.svg" {
  const address: string;
  export default address;
}
