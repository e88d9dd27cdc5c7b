/** A text that the bundler puts into the script. */
declare module "*.py" {
  const text: string;
  export default text;
}
declare module "*.example" {
  const text: string;
  export default text;
}
