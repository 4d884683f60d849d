"""Rules x histories: obligations, measures, money and the traces behind them."""
