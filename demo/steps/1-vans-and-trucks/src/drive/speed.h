#ifndef DRIVE_SPEED_H
#define DRIVE_SPEED_H

typedef struct {
    double gain;    /* Nm per m/s */
    double settle;  /* s */
    double most;    /* Nm */
    double integral;
    double last_error;
} speed_control;

void speed_reset(speed_control *control);
double speed_step(speed_control *control, double wanted, double actual, double seconds);

#endif
