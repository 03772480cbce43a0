include(${CMAKE_CURRENT_LIST_DIR}/../../../line/truck.cmake)

reverse(30)
