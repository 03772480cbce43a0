#include "can.h"

/* Signals lie in a frame bit by bit, the lowest bit first. */
void can_put(can_frame *frame, unsigned first_bit, unsigned bits, uint32_t value) {
    for (unsigned i = 0; i < bits; i++) {
        unsigned bit = first_bit + i;
        uint8_t mask = (uint8_t)(1u << (bit % 8));
        if (value >> i & 1u) {
            frame->data[bit / 8] |= mask;
        } else {
            frame->data[bit / 8] &= (uint8_t)~mask;
        }
    }
}

uint32_t can_get(const can_frame *frame, unsigned first_bit, unsigned bits) {
    uint32_t value = 0;
    for (unsigned i = 0; i < bits; i++) {
        unsigned bit = first_bit + i;
        value |= (uint32_t)(frame->data[bit / 8] >> (bit % 8) & 1u) << i;
    }
    return value;
}

uint8_t can_checksum(const can_frame *frame) {
    uint8_t sum = (uint8_t)(frame->id ^ frame->id >> 8);
    for (size_t i = 0; i + 1 < frame->length; i++) {
        sum ^= frame->data[i];
    }
    return sum;
}

int can_valid(const can_frame *frame) {
    if (frame->length == 0 || frame->length > 8) {
        return 0;
    }
    return frame->data[frame->length - 1] == can_checksum(frame);
}
