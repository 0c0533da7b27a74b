/** The bytes of a model, from its parts. @param id the folder that it lies in */
export async function fetchModel(id: string): Promise<Blob> {
  const folder = new URL(`/files/${id}/`, location.href).href;
  const names = (await (await fetch(`${folder}parts.json`)).json()) as string[];
  return new Blob(await Promise.all(names.map(async (name) => (await fetch(folder + name)).blob())));
}
