#ifndef DRIVE_CAN_H
#define DRIVE_CAN_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
    uint32_t id;
    uint8_t length;
    uint8_t data[8];
} can_frame;

void can_put(can_frame *frame, unsigned first_bit, unsigned bits, uint32_t value);
uint32_t can_get(const can_frame *frame, unsigned first_bit, unsigned bits);
uint8_t can_checksum(const can_frame *frame);
int can_valid(const can_frame *frame);

#endif
