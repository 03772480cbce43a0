"""The systems around haul: each speaks of the same things in words of its own."""

from core.dispatch import Job
from core.route import Stop
from core.telemetry import Reading


class OrderAdapter:
    """Orders of a customer's system."""

    def job(self, order: dict[str, str]) -> Job:
        stop = Stop(order["name"], float(order["lat"]), float(order["lon"]))
        return Job(int(order["no"]), stop, int(order["kg"]), order["prio"] == "A")


class MapAdapter:
    """Places of the map service."""

    def stop(self, place: dict[str, float], name: str) -> Stop:
        return Stop(name, place["y"], place["x"])


class WeatherAdapter:
    """The weather service: what the road is like."""

    def wet(self, report: dict[str, float]) -> bool:
        return report["rain_mm"] > 0.2


class FuelCardAdapter:
    """Fuel cards, as readings of the tank."""

    def reading(self, row: list[str]) -> Reading:
        return Reading(row[0], int(row[1]), "fuel", float(row[3]))


class PayrollAdapter:
    """Payroll takes hours, haul counts minutes."""

    def hours(self, minutes: int) -> str:
        return f"{minutes / 60:.2f}"
