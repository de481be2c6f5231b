"""The screens: pages read state, show, call one verb of the service, and put state."""
