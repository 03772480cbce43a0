#include "../../drive/port.h"

#include <stdlib.h>
#include <windows.h>

struct port {
    HANDLE file;
};

port *port_open(const char *name) {
    port *opened = malloc(sizeof *opened);
    if (opened == NULL) {
        return NULL;
    }
    opened->file = CreateFileA(name, GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, 0, NULL);
    if (opened->file == INVALID_HANDLE_VALUE) {
        free(opened);
        return NULL;
    }
    COMMTIMEOUTS none = {MAXDWORD, 0, 0, 0, 0};
    SetCommTimeouts(opened->file, &none);
    return opened;
}

int port_send(port *to, const can_frame *frame) {
    DWORD written = 0;
    if (!WriteFile(to->file, frame, sizeof *frame, &written, NULL)) {
        return 0;
    }
    return written == sizeof *frame;
}

void port_close(port *open) {
    CloseHandle(open->file);
    free(open);
}
