// Noise schedules as ddpm_reference/schedules.py defines them: ᾱ_t for t = 0…T−1.
const MIN_BETA = 1e-5;
const MAX_BETA = 0.999;

export function linear(T, start = 1e-4, end = 0.02) {
  return cumulated(Array.from({ length: T }, (_, t) => start + ((end - start) * t) / Math.max(1, T - 1)));
}

export function cosine(T, s = 0.008) {
  const f = (u) => Math.cos((((u / T + s) / (1 + s)) * Math.PI) / 2) ** 2;
  const beta = (t) => Math.min(MAX_BETA, Math.max(MIN_BETA, 1 - f(t + 1) / f(t)));
  return cumulated(Array.from({ length: T }, (_, t) => beta(t)));
}

function cumulated(betas) {
  let product = 1;
  return { betas, alphaBar: betas.map((beta) => (product *= 1 - beta)) };
}
