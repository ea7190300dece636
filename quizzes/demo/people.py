"""Made-up students: a name, how able and how diligent each is."""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass

VIETNAMESE = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi"]
OTHERS = ["Garcia", "Okafor", "Silva", "Meyer", "Novák", "Rossi"]
GIVEN_VIETNAMESE = ["An", "Bình", "Chi", "Dũng", "Hà", "Hương", "Khánh", "Linh", "Mai", "Minh", "Nam", "Ngọc", "Thảo"]
GIVEN = ["Ada", "Ben", "Clara", "David", "Emma", "Felix", "Grace", "Ivo", "Jana", "Leo", "Nora", "Otto", "Rosa", "Tom"]


@dataclass(frozen=True)
class Person:
    username: str
    first_name: str
    last_name: str
    ability: float  # standard normal over the class
    diligence: float  # the chance to begin with an item at all, 0 to 1
    promptness: float  # days before the deadline that they like to begin; negative is late

    def succeeds(self, difficulty: float, rng: random.Random) -> bool:
        """The Rasch model: even odds where ability and difficulty are the same."""
        return rng.random() < 1 / (1 + math.exp(difficulty - self.ability))


def people(count: int, rng: random.Random) -> Iterator[Person]:
    for number in range(1, count + 1):
        last = rng.choice(VIETNAMESE + OTHERS)
        yield Person(
            username=f"demo{number:03d}",
            first_name=rng.choice(GIVEN_VIETNAMESE if last in VIETNAMESE else GIVEN),
            last_name=last,
            ability=rng.gauss(0, 1),
            # One in twelve has joined and hardly does anything.
            diligence=rng.uniform(0, 0.15) if rng.random() < 1 / 12 else rng.uniform(0.75, 1),
            promptness=rng.gauss(2, 1.6),
        )
