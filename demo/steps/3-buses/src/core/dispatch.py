"""Which vehicle takes which job."""

from dataclasses import dataclass, field

from core.limits import Limits
from core.route import Stop, length_km, nearest_first


@dataclass(frozen=True)
class Job:
    """One delivery; `urgent` ones go first."""

    number: int
    stop: Stop
    kilograms: int
    urgent: bool = False


@dataclass
class Vehicle:
    """A vehicle, what it may carry, and what it has been given."""

    name: str
    kind: str
    limits: Limits
    depot: Stop
    jobs: list[Job] = field(default_factory=list)

    @property
    def load(self) -> int:
        """What it carries, in kilograms."""
        return sum(job.kilograms for job in self.jobs)

    def can_take(self, job: Job) -> bool:
        """Whether there is room for the job within its range."""
        if self.kind == "bus":
            return False
        if self.load + job.kilograms > self.limits.payload:
            return False
        stops = [each.stop for each in [*self.jobs, job]]
        return length_km(nearest_first(self.depot, stops)) <= self.limits.range_km


def in_order(jobs: list[Job]) -> list[Job]:
    """Urgent jobs first, then heavy ones, which are hard to place."""
    return sorted(jobs, key=lambda job: (not job.urgent, -job.kilograms, job.number))


def detour_km(vehicle: Vehicle, job: Job) -> float:
    """How much longer the vehicle's route gets by the job."""
    before = [each.stop for each in vehicle.jobs]
    with_job = nearest_first(vehicle.depot, [*before, job.stop])
    return length_km(with_job) - length_km(nearest_first(vehicle.depot, before))


def assign(jobs: list[Job], fleet: list[Vehicle]) -> list[Job]:
    """Give each job to the vehicle with the smallest detour; what is left fits nowhere."""
    left = []
    for job in in_order(jobs):
        able = [vehicle for vehicle in fleet if vehicle.can_take(job)]
        if not able:
            left.append(job)
            continue
        min(able, key=lambda vehicle: detour_km(vehicle, job)).jobs.append(job)
    return left
