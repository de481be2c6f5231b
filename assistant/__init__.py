"""Nianbao (年报助手): the township's annual report on open government information, entered, checked, drafted and exported."""
