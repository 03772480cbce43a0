#ifndef DRIVE_BRAKE_H
#define DRIVE_BRAKE_H

typedef struct {
    double pedal;     /* 0 to 1 */
    double speed;     /* m/s */
    double distance;  /* m to what is ahead, negative if nothing is */
} brake_input;

double brake_demand(const brake_input *input, double full_force);
double stopping_distance(double speed, double deceleration, double reaction);

#endif
