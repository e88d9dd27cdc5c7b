"""A small data set with a fault in it, to see how an error looks."""

# %% Data
readings = {"north": [20.1, 20.4, 20.3], "east": [19.8, 19.9], "south": [], "west": [21.0, 20.8]}
print(f"{sum(map(len, readings.values()))} readings at {len(readings)} stations")


# %% Mean
def mean(values):
    return sum(values) / len(values)


for station, values in readings.items():
    print(f"{station:6} {mean(values):.2f} degrees")
