#ifndef DRIVE_PORT_H
#define DRIVE_PORT_H

#include "can.h"

/* What each platform gives: a port to the vehicle's bus. */
typedef struct port port;

port *port_open(const char *name);
int port_send(port *to, const can_frame *frame);
void port_close(port *open);

#endif
