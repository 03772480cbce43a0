#include "brake.h"

static const double COMFORT = 2.5; /* m/s2 */
static const double REACTION = 0.8; /* s */

double stopping_distance(double speed, double deceleration, double reaction) {
    if (speed <= 0.0 || deceleration <= 0.0) {
        return 0.0;
    }
    return speed * reaction + speed * speed / (2.0 * deceleration);
}

static double limited(double value, double least, double most) {
    if (value < least) {
        return least;
    }
    return value > most ? most : value;
}

/* The pedal, or more if what is ahead comes too near. */
double brake_demand(const brake_input *input, double full_force) {
    double demand = limited(input->pedal, 0.0, 1.0);
    if (input->distance >= 0.0) {
        double needed = stopping_distance(input->speed, COMFORT, REACTION);
        if (input->distance < needed) {
            double urgency = 1.0 - input->distance / needed;
            demand = demand > urgency ? demand : urgency;
        }
    }
#ifdef VEHICLE_TRUCK
    demand *= 0.6; /* the retarder does the rest, without wear */
#endif
    return demand * full_force;
}
