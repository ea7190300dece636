// The figures' recorded data, by file name.
const FOLDER = new URL("../../../figures/", import.meta.url);

export async function numbers(name) {
  const response = await fetch(new URL(name, FOLDER));
  if (!response.ok) throw new Error(`expected ${name}, got HTTP ${response.status}; reload the page`);
  return response.json();
}

export async function sheet(name) {
  const image = new Image();
  image.src = new URL(name, FOLDER);
  await image.decode();
  return image;
}
