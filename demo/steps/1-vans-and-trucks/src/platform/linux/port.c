#include "../../drive/port.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

struct port {
    int file;
};

port *port_open(const char *name) {
    port *opened = malloc(sizeof *opened);
    if (opened == NULL) {
        return NULL;
    }
    opened->file = open(name, O_RDWR | O_NOCTTY);
    if (opened->file < 0) {
        free(opened);
        return NULL;
    }
    return opened;
}

int port_send(port *to, const can_frame *frame) {
    return write(to->file, frame, sizeof *frame) == sizeof *frame;
}

void port_close(port *open) {
    close(open->file);
    free(open);
}
