#include "speed.h"

void speed_reset(speed_control *control) {
    control->integral = 0.0;
    control->last_error = 0.0;
}

/* A PI controller with a stop against wind-up; gives a torque from 0 to the most allowed. */
double speed_step(speed_control *control, double wanted, double actual, double seconds) {
    double error = wanted - actual;
    double torque = control->gain * error + control->integral;
#if defined(VEHICLE_BUS) || defined(CITY)
    torque *= 0.8; /* people stand */
#endif
    if (torque > control->most) {
        torque = control->most;
    } else if (torque < 0.0) {
        torque = 0.0;
    } else {
        control->integral += control->gain / control->settle * error * seconds;
    }
    control->last_error = error;
    return torque;
}
