"""PyTorch: the derivative by autograd, float64, on the CPU."""
import torch
from predictions import predictions

VERSION = f"PyTorch {torch.__version__}"
threads = torch.set_num_threads

PREDICTIONS = predictions(torch)


def peers(name, columns, y, point, rate, epochs):
    columns, y = [torch.from_numpy(column) for column in columns], torch.from_numpy(y)
    predict = PREDICTIONS[name]

    def epoch(point):
        p = torch.tensor(point, dtype=torch.float64, requires_grad=True)
        eta = predict(p, columns)
        if name == "logistic10":
            loss = torch.nn.functional.binary_cross_entropy_with_logits(eta, y)
        else:
            loss = 0.5 * ((eta - y) ** 2).mean()
        loss.backward()
        with torch.no_grad():
            mean = torch.sigmoid(eta) if name == "logistic10" else eta
            mae = (mean - y).abs().mean()
        return [loss.item(), mae.item(), *p.grad.tolist()]

    def run():
        p = list(point)
        for _ in range(epochs):
            _, mae, *gradient = epoch(p)
            if mae < 0.001:
                break
            p = [value - rate * slope for value, slope in zip(p, gradient)]
        return [*p, epoch(p)[0]]

    return {"torch": dict(epoch=lambda: epoch(point), run=run)}
