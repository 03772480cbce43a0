include(${CMAKE_CURRENT_LIST_DIR}/../../line/core.cmake)

braking_distance(12 1 distance)
if(distance GREATER 12)
  message(FATAL_ERROR "it rolls on for ${distance} m")
endif()
